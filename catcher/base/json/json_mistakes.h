#pragma once

#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace hookline {

// A file's mistakes are collected by reading a part again with the wrong value passed over, so that
// the readers stay straight: they throw at the first, and know nothing of it.

/// Everything that is wrong with one file.
class InvalidFile : public Failure {
 public:
  /// At least one sentence, each with its place; what() has a line of each.
  explicit InvalidFile(std::vector<std::string> mistakes);
  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  std::vector<std::string> mistakes_;
};

/// Reads on behind mistakes, so that one look at a file tells all of them. A value that is wrong is
/// passed over from then on, as if it weren't there, and its part of the document is read again; a
/// misspelled key is taken for the one that is meant. What may only follow from that isn't told.
class JsonMistakes {
 public:
  /// So many are kept; one more then says that there are others.
  static constexpr std::size_t kMistakesMax = 100;

  /// Calls `read`, again after each mistake within `part`. False where it could not be read even
  /// so: then nothing may be concluded from what seems to be missing elsewhere.
  bool read(const JsonValue& part, const std::function<void()>& read);

  /// One that was found otherwise, with its place. A second of the same words isn't kept.
  void add(std::string mistake);

  bool any() const { return !mistakes_.empty(); }
  /// Throws InvalidFile if there are any.
  void refuse_if_any();

 private:
  bool can_go_on(const JsonFailure& failure, const JsonValue& part);

  std::vector<std::string> mistakes_;
};

}  // namespace hookline
