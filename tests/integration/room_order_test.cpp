#include "tests/support/places.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

/// The rooms as ARCHITECTURE.md lists them, the lowest first: each line of the block marked so
/// begins with a folder.
std::vector<std::string> rooms_listed() {
  std::ifstream document(source_path("ARCHITECTURE.md"));
  std::vector<std::string> rooms;
  bool is_list = false;
  for (std::string line; std::getline(document, line);) {
    if (line.starts_with("```")) {
      is_list = line == "```rooms";
    } else if (is_list && !line.empty()) {
      rooms.push_back(line.substr(0, line.find(' ')));
    }
  }
  return rooms;
}

struct Include {
  std::string from;  ///< the file that includes
  std::string to;    ///< the one that is included
};

/// The files of both programs whose names end in one of these.
std::vector<fs::path> files_ending_in(const std::set<fs::path>& extensions) {
  std::vector<fs::path> files;
  const fs::path root = source_path("");
  for (const char* program : {"catcher", "emitter"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / program)) {
      if (extensions.contains(entry.path().extension())) {
        files.push_back(fs::relative(entry.path(), root));
      }
    }
  }
  return files;
}

std::vector<fs::path> sources() {
  return files_ending_in({".h", ".cpp", ".in"});
}

/// What the pages are made of, without the types that are made of the API's description.
std::vector<fs::path> page_sources() {
  auto files = files_ending_in({".ts", ".tsx", ".css", ".html", ".mjs", ".svg"});
  std::erase_if(files, [](const fs::path& file) { return file.stem().extension() == ".d"; });
  return files;
}

std::vector<Include> includes() {
  static const std::regex kInclude("#include \"((?:catcher|emitter)/[^\"]+)\".*");
  std::vector<Include> found;
  for (const fs::path& file : sources()) {
    std::ifstream text(source_path(file.string()));
    for (std::string line; std::getline(text, line);) {
      std::smatch match;
      if (std::regex_match(line, match, kInclude)) found.push_back({file.string(), match[1]});
    }
  }
  return found;
}

std::string room_of(const std::string& file) {
  return fs::path(file).parent_path().string();
}

TEST(RoomOrder, EveryFolderOfTheProgramsIsListed) {
  const auto rooms = rooms_listed();
  std::vector<std::string> unlisted;
  for (const fs::path& file : sources()) {
    const std::string room = room_of(file.string());
    const bool is_listed = std::find(rooms.begin(), rooms.end(), room) != rooms.end();
    if (!is_listed) unlisted.push_back(room);
  }
  EXPECT_THAT(unlisted, IsEmpty()) << "ARCHITECTURE.md lists every room, the lowest first";
}

TEST(RoomOrder, NoRoomIncludesOneThatStandsAboveIt) {
  const auto rooms = rooms_listed();
  const auto place = [&](const std::string& file) {
    return std::find(rooms.begin(), rooms.end(), room_of(file)) - rooms.begin();
  };
  const auto all = includes();
  ASSERT_GT(all.size(), 1000u) << "they are read at all";
  std::vector<std::string> upward;
  for (const Include& include : all) {
    if (place(include.to) > place(include.from)) {
      upward.push_back(include.from + " includes " + include.to);
    }
  }
  EXPECT_THAT(upward, IsEmpty()) << "what both need belongs into the lower room";
}

/// The names of the types that a file defines for other files to see, so not in an anonymous
/// namespace. The formatter has each of them begin a line.
std::vector<std::string> types_in(const fs::path& file) {
  static const std::regex kType(
      "(?:class|struct|union|enum class) (\\w+)(?: final)?(?: :.*| \\{.*|)");
  std::vector<std::string> types;
  std::ifstream text(source_path(file.string()));
  bool is_anonymous = false;
  for (std::string line; std::getline(text, line);) {
    if (line == "namespace {") is_anonymous = true;
    if (line == "}  // namespace") is_anonymous = false;
    std::smatch match;
    if (!is_anonymous && std::regex_match(line, match, kType)) types.push_back(match[1]);
  }
  return types;
}

TEST(RoomOrder, NoTwoTypesHaveOneName) {
  std::map<std::string, std::string> file_of;
  for (const fs::path& file : sources()) {
    for (const std::string& type : types_in(file)) {
      const auto [known, is_new] = file_of.emplace(type, file.string());
      EXPECT_TRUE(is_new) << type << " is defined in " << known->second << " and in " << file
                          << ": the linker would take either's functions for both";
    }
  }
  EXPECT_GT(file_of.size(), 300u) << "they are read at all";
}

TEST(RoomOrder, NoFolderHoldsMoreThanTwelveFiles) {
  std::map<std::string, int> files;
  for (const fs::path& file : sources()) ++files[room_of(file.string())];
  const auto of_pages = page_sources();
  ASSERT_GT(of_pages.size(), 300u) << "they are read at all";
  for (const fs::path& file : of_pages) ++files[room_of(file.string())];
  for (const auto& [room, count] : files) EXPECT_LE(count, 12) << room;
}

}  // namespace
}  // namespace hookline
