#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/scenario/expect/expectation.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Holds the attempts at one sender's deliveries against what an expectation says of answers.
class AttemptCheck {
 public:
  /// Something of it that does not hold.
  struct Finding {
    std::string_view key;  ///< of the expectation: "outcome", "status", "attempts"
    std::string expected;
    std::string actual;
    std::optional<std::int64_t> capture;
    std::string hint;
  };

  /// The expectation outlives it.
  explicit AttemptCheck(const Expectation& expectation) : expectation_(&expectation) {}

  void add(const Attempt& attempt, std::optional<std::int64_t> capture);
  bool has_deliveries() const { return deliveries_ > 0; }
  /// "2 of its 3 deliveries failed: …"; empty where none did.
  std::string failures() const;
  /// "a request for each attempt: 3 at 1 delivery"; empty where nothing was tried again.
  std::string retries() const;
  /// `none`: the hint where there was no delivery at all.
  std::vector<Finding> findings(const std::string& none) const;

 private:
  /// Attempts that ended otherwise: the first, and how many there are.
  struct Differing {
    std::string actual;
    std::optional<std::int64_t> capture;
    std::uint64_t attempts = 0;
    std::string redirect;  ///< what is to be said of the first, where it was one
  };
  /// How the attempts at one delivery ended.
  struct Endings {
    std::vector<std::string> in_order;
    std::optional<std::int64_t> capture;
  };
  void find_in(std::string_view key, const std::string& wanted, Differing differing,
               const std::string& none, std::vector<Finding>& found) const;
  void find_in_deliveries(const std::string& none, std::vector<Finding>& found) const;

  const Expectation* expectation_;
  Differing outcomes_;
  Differing statuses_;
  /// Where the expectation speaks of attempts: how those at each delivery ended.
  std::map<std::uint64_t, Endings> endings_;
  std::uint64_t deliveries_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t attempts_ = 0;
  std::string problem_;       ///< of the first that failed
  std::string switched_off_;  ///< why, where the webhook was
};

}  // namespace hookline
