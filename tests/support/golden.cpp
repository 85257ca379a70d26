#include "tests/support/golden.h"

#include "tests/support/places.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::filesystem::path path_of(std::string_view name) {
  return source_path("tests/golden/" + std::string(name));
}

bool updates() {
  const char* value = std::getenv("HOOKLINE_UPDATE_GOLDEN");
  return value && std::string_view(value) == "1";
}

}  // namespace

std::string golden_text(std::string_view name) {
  std::ifstream file(path_of(name), std::ios::binary);
  EXPECT_TRUE(file) << path_of(name)
                    << " can't be read; HOOKLINE_UPDATE_GOLDEN=1 writes golden files";
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void expect_golden(std::string_view name, std::string_view actual) {
  if (!updates()) {
    EXPECT_EQ(golden_text(name), actual) << "in tests/golden/" << name;
    return;
  }
  std::filesystem::create_directories(path_of(name).parent_path());
  std::ofstream(path_of(name), std::ios::binary) << actual;
}

}  // namespace hookline
