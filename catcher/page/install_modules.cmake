# Installs the pages' node modules, where they aren't those of the lock file already: a new build folder says nothing
# about them. Builds of one checkout wait for each other, as npm takes away what is there before it installs.
# Called with -DNPM=… -DROOT=…
file(LOCK ${ROOT}/build/install_modules.lock GUARD PROCESS)
# npm writes this file last, so its age says whose modules they are.
set(modules ${ROOT}/node_modules/.package-lock.json)
if(EXISTS ${modules} AND NOT ${ROOT}/package-lock.json IS_NEWER_THAN ${modules})
  return()
endif()
message("Installing the pages' node modules")
execute_process(COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "npm ci failed, see above")
endif()
file(TOUCH ${modules})
