#pragma once

#include "catcher/base/process/failure.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline::test {

/// What the Failure says that `action` ends with; empty where it ends well. A Failure of another
/// code than `code` fails the test.
template <typename Action>
std::string refusal(ExitCode code, Action&& action) {
  try {
    action();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), code) << failure.what();
    return failure.what();
  }
  return {};
}

}  // namespace hookline::test
