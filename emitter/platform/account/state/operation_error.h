#pragma once

#include "catcher/base/process/failure.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookline {

/// An operation that can't be done: it names what isn't there, or lacks what it needs. `path` says
/// which part of it ("contact", "deal/stage"), for whoever knows where that was written.
class OperationError : public Failure {
 public:
  OperationError(std::string path, const std::string& sentence)
      : Failure(ExitCode::kInvalidInput, sentence), path_(std::move(path)) {}
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// "there is no list 9; the account's lists are 1, 2"
std::string no_such_sentence(std::string_view what, std::uint64_t id,
                             const std::vector<std::uint64_t>& known);

/// The entity of that id in a table (or the draft of one). Throws OperationError at `path` where
/// there is none, or at that part of it: "lists/0".
template <class Table>
auto require(const Table& table, std::uint64_t id, std::string_view what, std::string_view path,
             std::optional<std::uint64_t> part = std::nullopt) {
  if (auto found = table.find(id)) return found;
  std::string place(path);
  if (part) place += '/' + std::to_string(*part);
  throw OperationError(std::move(place), no_such_sentence(what, id, table.ids()));
}

}  // namespace hookline
