#pragma once

#include "catcher/base/process/failure.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// An action or a change that the account can't take: it names what isn't there, or lacks what it
/// needs. `path` says which part ("contact", "deal/stage"), for whoever knows where that was
/// written.
class ActionError : public Failure {
 public:
  ActionError(std::string path, const std::string& sentence)
      : Failure(ExitCode::kInvalidInput, sentence), path_(std::move(path)) {}
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// "there is no list 9; the account's lists are 1, 2"
std::string no_such_sentence(std::string_view what, std::uint64_t id,
                             const std::vector<std::uint64_t>& known);

}  // namespace hookline
