#include "catcher/base/http/bodies/multipart.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::string param(std::string_view disposition, std::string_view name) {
  bool found = false;
  const auto value = disposition_param(disposition, name, found);
  return found ? value : "none";
}

TEST(DispositionParam, UnescapesWhatBrowsersEscapeAlone) {
  for (const auto& [written, name] : std::vector<std::pair<std::string, std::string>>{
           {R"("C:\\dir\name.txt")", R"(C:\\dir\name.txt)"},
           {R"("C:\new\temp")", R"(C:\new\temp)"},
           {R"("C:\dir\")", R"(C:\dir\)"},
           {R"("a\"b")", "a\"b"},
           {R"("a%22b%0D%0Ac%20%2F")", "a\"b\r\nc%20%2F"},
           {R"("a"b")", "a\"b"},
           {R"("a;b=c")", "a;b=c"},
           {R"("\")", "\\"},
           {"\"\"", ""},
           {"bare", "bare"},
           {"\"never ended", "never ended"}}) {
    EXPECT_EQ(param("form-data; name=" + written, "name"), name) << written;
    EXPECT_EQ(param("form-data; name=" + written + "; filename=\"f\"", "filename"),
              written == "\"never ended" ? "none" : "f")
        << written;
  }
}

TEST(DispositionParam, IsFoundWhateverItsPlaceAndCase) {
  EXPECT_EQ(param("form-data; filename=\"name=x\"; Name = \"a\"", "name"), "a");
  EXPECT_EQ(param("form-data", "name"), "none");
  EXPECT_EQ(param("form-data; name", "name"), "");
  EXPECT_EQ(param(";;name=a", "name"), "a");
}

std::vector<std::string> bodies(std::string_view body, std::string_view boundary = "x") {
  std::vector<std::string> out;
  for (const FormPart& part : read_multipart(body, boundary).parts) out.emplace_back(part.bytes);
  return out;
}

TEST(ReadMultipart, CutsPartsAtTheirBoundariesAlone) {
  EXPECT_EQ(bodies("--x\r\nA: b\r\n\r\n--xy\r\n\r\n--x--"), (std::vector<std::string>{"--xy\r\n"}));
  EXPECT_EQ(bodies("preamble\n--x  \nA: b\n\none\n--x\nA: b\n\n\n--x--\nepilogue"),
            (std::vector<std::string>{"one", ""}));
  EXPECT_TRUE(bodies("").empty());
  EXPECT_TRUE(bodies("--x--").empty());
}

TEST(ReadMultipart, TakesTheNameOfRfc5987First) {
  const auto parts = read_multipart(
                         "--x\r\nContent-Disposition: form-data; name=f; filename=\"n.txt\"; "
                         "filename*=UTF-8''n%C3%A4.txt\r\n\r\n--x--",
                         "x")
                         .parts;
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_EQ(parts[0].filename, "n\xc3\xa4.txt");
  EXPECT_TRUE(parts[0].is_file);
}

}  // namespace
}  // namespace hookline
