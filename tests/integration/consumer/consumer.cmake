# SPDX-License-Identifier: GPL-3.0-or-later
# Install, configure, build, run: each must succeed.
file(REMOVE_RECURSE ${WORK})
foreach(step install configure build run)
    set(install ${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
    set(configure ${CMAKE_COMMAND} -S ${SOURCE} -B ${WORK}/build -G ${GENERATOR} -D CMAKE_PREFIX_PATH=${WORK}/prefix
        -D CMAKE_CXX_COMPILER=${COMPILER})
    set(build ${CMAKE_COMMAND} --build ${WORK}/build)
    set(run ${WORK}/build/consumer)
    execute_process(COMMAND ${${step}} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "${step} failed:\n${output}")
    endif()
endforeach()
message("${output}")
