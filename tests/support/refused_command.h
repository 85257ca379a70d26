#pragma once

#include "tests/support/child_process.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {

/// What the emitter says on standard error where it ends with `code`. More than one line, or the
/// password of the tests' addresses ("secret") in it, fails the test.
inline std::string refusal_line(const std::vector<std::string>& words, int code) {
  ChildProcess emitter("emitter", words);
  EXPECT_EQ(emitter.wait(), code) << emitter.out() << emitter.err();
  EXPECT_EQ(std::count(emitter.err().begin(), emitter.err().end(), '\n'), 1) << emitter.err();
  EXPECT_THAT(emitter.err(), testing::Not(testing::HasSubstr("secret")));
  return emitter.err();
}

}  // namespace hookline::test
