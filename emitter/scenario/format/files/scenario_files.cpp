#include "emitter/scenario/format/files/scenario_files.h"

#include "catcher/base/process/failure.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace hookline {
namespace {

namespace fs = std::filesystem;

/// Holds files that must be refused.
constexpr std::string_view kInvalidFolder = "invalid";
constexpr std::string_view kSchemaEnd = ".schema.json";
/// Guards against folders without end.
constexpr int kDepthMax = 100;

class FolderWalk {
 public:
  explicit FolderWalk(const std::function<bool(const std::string&)>& is_left_out)
      : is_left_out_(is_left_out) {}
  ScenarioFiles found;

  void enter(const fs::path& folder, int depth = 0) {
    std::error_code problem;
    const fs::path real = fs::canonical(folder, problem);
    if (!problem && !seen_.insert(real).second) return;
    fs::directory_iterator at(folder, problem);
    const fs::directory_iterator end;
    for (; !problem && at != end; at.increment(problem)) look_at(*at, depth);
    if (problem) {
      found.unreadable.push_back(
          fmt::format("{}: can't be read: {}", folder.string(), problem.message()));
    }
  }

 private:
  void look_at(const fs::directory_entry& entry, int depth) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.') || name == "node_modules") return;
    std::error_code ignored;
    if (entry.is_directory(ignored)) {
      if (name == kInvalidFolder) return found.skipped.push_back(entry.path().string());
      if (depth < kDepthMax) enter(entry.path(), depth + 1);
      return;
    }
    const bool is_wanted = entry.path().extension() == ".json" && !name.ends_with(kSchemaEnd);
    if (!is_wanted || !entry.is_regular_file(ignored)) return;
    const std::string path = entry.path().string();
    if (!is_left_out_ || !is_left_out_(path)) found.files.push_back(path);
  }

  const std::function<bool(const std::string&)>& is_left_out_;
  std::set<fs::path> seen_;
};

}  // namespace

ScenarioFiles scenario_files(const std::string& path,
                             const std::function<bool(const std::string&)>& is_left_out) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return {{path}, {}, {}};
  FolderWalk walk(is_left_out);
  walk.enter(path);
  std::sort(walk.found.files.begin(), walk.found.files.end());
  std::sort(walk.found.skipped.begin(), walk.found.skipped.end());
  if (!walk.found.files.empty() || !walk.found.unreadable.empty()) return std::move(walk.found);
  throw Failure(ExitCode::kInvalidInput,
                fmt::format("{}: holds no scenario: no *.json file lies below it", path));
}

}  // namespace hookline
