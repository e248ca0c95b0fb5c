# SPDX-License-Identifier: GPL-3.0-or-later
# Short forms for the targets of this project. Sources are named one by one, never globbed.

# thingsdesk_library(core SOURCES a.cpp … PUBLIC Qt6::Core … PRIVATE …): the static library thingsdesk_core.
function(thingsdesk_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    add_library(thingsdesk_${name} STATIC ${arg_SOURCES})
    target_compile_features(thingsdesk_${name} PUBLIC cxx_std_20)
    target_link_libraries(thingsdesk_${name} PUBLIC $<BUILD_INTERFACE:thingsdesk_options> ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    add_library(Thingsdesk::${name} ALIAS thingsdesk_${name})
    thingsdesk_reuse_precompiled(thingsdesk_${name} "${arg_PUBLIC}")
endfunction()

# Everything that is run, without the tests.
add_custom_target(programs)

# thingsdesk_program(thingsdesk-cli SOURCES … LIBRARIES …): a program that is installed.
function(thingsdesk_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBRARIES")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE thingsdesk_options ${arg_LIBRARIES})
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    add_dependencies(programs ${name})
endfunction()

# thingsdesk_run_test(tst_name COMMAND … LABELS … TIMEOUT s): one run of a test program, with the environment of all.
# Exit code 77: something that the run needs is not installed.
function(thingsdesk_run_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "COMMAND;LABELS")
    # ThreadSanitizer cannot see the locks and queues inside Debian's Qt, gRPC and SQLite, which are not built for it.
    set(tsan ignore_noninstrumented_modules=1:die_after_fork=0:history_size=4)
    add_test(NAME ${name} COMMAND ${arg_COMMAND})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}" SKIP_RETURN_CODE 77
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TSAN_OPTIONS=${tsan};ASAN_OPTIONS=detect_leaks=1;UBSAN_OPTIONS=print_stacktrace=1;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0")
endfunction()

# thingsdesk_test(tst_name SOURCES … LIBRARIES … [LABELS …] [TIMEOUT s]): a Qt Test program run by ctest.
# Test data lies in tests/data; its path is the macro THINGSDESK_TEST_DATA, the programs' folder THINGSDESK_BIN_DIR.
function(thingsdesk_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS")
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE thingsdesk_options Qt6::Test ${arg_LIBRARIES})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE
        THINGSDESK_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        THINGSDESK_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        THINGSDESK_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    thingsdesk_reuse_precompiled(${name} "${arg_LIBRARIES}")
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    thingsdesk_run_test(${name} COMMAND ${name} LABELS ${arg_LABELS} TIMEOUT ${arg_TIMEOUT})
endfunction()

# thingsdesk_install_libraries(core network …): installs the libraries with their public headers, and what
# find_package(Thingsdesk) needs. Other programs include "network/mqttclient.h" as ours do.
function(thingsdesk_install_libraries)
    set(targets)
    foreach(name ${ARGN})
        if(TARGET thingsdesk_${name})
            list(APPEND targets thingsdesk_${name})
            set_target_properties(thingsdesk_${name} PROPERTIES EXPORT_NAME ${name})
        endif()
        if(EXISTS ${PROJECT_SOURCE_DIR}/src/${name})
            install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/${name} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/thingsdesk
                FILES_MATCHING PATTERN "*.h"
                PATTERN ttnv2 EXCLUDE
                PATTERN worker EXCLUDE
                PATTERN jsonreader.h EXCLUDE
                PATTERN radioreader.h EXCLUDE)
        endif()
    endforeach()

    set(folder ${CMAKE_INSTALL_LIBDIR}/cmake/Thingsdesk)
    install(TARGETS ${targets} EXPORT Thingsdesk
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/thingsdesk)
    install(EXPORT Thingsdesk FILE ThingsdeskTargets.cmake NAMESPACE Thingsdesk:: DESTINATION ${folder})
    include(CMakePackageConfigHelpers)
    configure_package_config_file(${PROJECT_SOURCE_DIR}/src/cmake/ThingsdeskConfig.cmake.in
        ${PROJECT_BINARY_DIR}/ThingsdeskConfig.cmake INSTALL_DESTINATION ${folder})
    write_basic_package_version_file(${PROJECT_BINARY_DIR}/ThingsdeskConfigVersion.cmake
        COMPATIBILITY SameMinorVersion)
    install(FILES ${PROJECT_BINARY_DIR}/ThingsdeskConfig.cmake ${PROJECT_BINARY_DIR}/ThingsdeskConfigVersion.cmake
        DESTINATION ${folder})
endfunction()
