#include "catcher/base/process/flag_problem.h"

#include "catcher/base/text/spelling.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace hookline {
namespace {

bool is_flag(const std::string& argument) {
  return argument.size() > 1 && argument.starts_with('-');
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

}  // namespace

std::string flag_problem(const CLI::App& app, const CLI::ParseError& error) {
  const std::vector<std::string> unknown = app.remaining();
  const auto found = std::find_if(unknown.begin(), unknown.end(), is_flag);
  if (found == unknown.end()) return error.what();
  const std::string flag = found->substr(0, found->find('='));
  const std::vector<std::string> flags = flags_of(app);
  const std::vector<std::string_view> names(flags.begin(), flags.end());
  const auto meant = closest_name(flag, names);
  return meant ? fmt::format("\"{}\" is no flag; did you mean \"{}\"?", flag, *meant)
               : fmt::format("\"{}\" is no flag", flag);
}

}  // namespace hookline
