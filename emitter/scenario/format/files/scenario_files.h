#pragma once

#include <functional>
#include <string>
#include <vector>

namespace hookline {

/// What lies at a path that was named.
struct ScenarioFiles {
  std::vector<std::string> files;       ///< sorted
  std::vector<std::string> skipped;     ///< folders called "invalid", below others
  std::vector<std::string> unreadable;  ///< "FOLDER: can't be read: …"
};

/// The file itself; or every *.json below the folder, but for schemas (*.schema.json), hidden files
/// and folders, node_modules, what `is_left_out` says so of by its path (reports may be written
/// among them), and whatever is no file. Links to folders are followed, each folder once. A folder
/// called "invalid" holds what must be refused: it is skipped unless it is named itself. Throws
/// Failure(kInvalidInput) for a folder without any.
ScenarioFiles scenario_files(const std::string& path,
                             const std::function<bool(const std::string&)>& is_left_out = {});

}  // namespace hookline
