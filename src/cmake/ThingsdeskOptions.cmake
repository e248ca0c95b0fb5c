# SPDX-License-Identifier: GPL-3.0-or-later
# One interface target carries the language standard, the warnings and the definitions of all hand-written code.
# Generated code does not link it.
add_library(thingsdesk_options INTERFACE)
target_compile_features(thingsdesk_options INTERFACE cxx_std_20)
target_include_directories(thingsdesk_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(thingsdesk_options INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow;-Wold-style-cast;-Wnon-virtual-dtor;-Woverloaded-virtual>
    $<$<BOOL:${THINGSDESK_WERROR}>:-Werror>
    -pthread) # as gRPC's libraries want it: precompiled headers are for sources that are built alike
target_compile_definitions(thingsdesk_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    THINGSDESK_VERSION="${PROJECT_VERSION}")

if(THINGSDESK_SANITIZE)
    # Everything that is linked into one program is built alike, generated code included.
    add_compile_options(-fsanitize=${THINGSDESK_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${THINGSDESK_SANITIZE})
    target_compile_definitions(thingsdesk_options INTERFACE THINGSDESK_SANITIZED)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # What ccache needs to know about precompiled headers; depend mode does not read each source twice.
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
    set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
