#pragma once

#include "emitter/delivery/attempt.h"

#include <bitset>
#include <string>
#include <string_view>

namespace hookline {

/// Ways in which an attempt can fail: statuses, and outcomes without an answer.
class EndingSet {
 public:
  /// Whatever another attempt could change: every status but 2xx, and every outcome but those that
  /// stay as they are (forbidden, cancelled, switched_off).
  static EndingSet all();
  /// "5xx,429,timeout,refused": statuses, classes of them, names of outcomes; "any" is all().
  /// Throws std::invalid_argument with a sentence.
  static EndingSet parse(std::string_view text);

  bool has(const Attempt& attempt) const;
  friend bool operator==(const EndingSet&, const EndingSet&) = default;

 private:
  void add(std::string_view word);
  void add_statuses(std::size_t first, std::size_t count);

  std::bitset<600> statuses_;
  std::bitset<kOutcomes.size()> outcomes_;
};

}  // namespace hookline
