#include "catcher/base/signing/key_file.h"

#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

class KeyFile : public testing::Test {
 protected:
  std::string read(const std::string& bytes) {
    std::ofstream(folder_.file("key"), std::ios::binary) << bytes;
    return read_key_file(folder_.file("key"));
  }
  std::string problem_with(const std::string& bytes) {
    return test::refusal(ExitCode::kInvalidInput, [&] { read(bytes); });
  }

  TempFolder folder_;
};

TEST_F(KeyFile, IsReadWithoutWhatEditorsAdd) {
  EXPECT_EQ(read("hush"), "hush");
  EXPECT_EQ(read("hush\r\n\n"), "hush");
  EXPECT_EQ(read("whsec_abc \r\n"), "whsec_abc ");
  EXPECT_EQ(read("\xef\xbb\xbfhush\n"), "hush");
  EXPECT_EQ(read("a\nb\n"), "a\nb");
}

TEST_F(KeyFile, MayBeUtf16AsShellsOfWindowsWriteIt) {
  EXPECT_EQ(read("\xff\xfeh\0i\0\r\0\n\0"s), "hi");
  EXPECT_EQ(read("\xfe\xff\0h\0i\0\n"s), "hi");
}

TEST_F(KeyFile, IsNamedWhereItCannotBeRead) {
  EXPECT_THAT(problem_with("h\0u\0s\0h\0"s), HasSubstr("is UTF-16 without a byte order mark"));
  EXPECT_THAT(problem_with("\0h\0u\0s\0h"s), HasSubstr("save it as UTF-8"));
  EXPECT_THAT(problem_with("\xff\xfe\xfc\0"s), HasSubstr("more than ASCII"));
  EXPECT_THAT(problem_with(""), HasSubstr("is empty"));
  EXPECT_THAT(problem_with("\xef\xbb\xbf\n"), HasSubstr("is empty"));
  EXPECT_THAT(problem_with("\xff\xfe"), HasSubstr("is empty"));
  EXPECT_THAT(problem_with(std::string((1 << 20) + 1, 'a')), HasSubstr("over 1 MiB"));
  EXPECT_THROW(read_key_file(folder_.file("none")), Failure);
}

}  // namespace
}  // namespace hookline
