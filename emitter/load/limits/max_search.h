#pragma once

#include <cstdint>
#include <optional>

namespace hookline {

/// Looks for the highest rate that holds: doubles it until one doesn't, then halves the distance
/// until that is small, then asks for the rate found once more, longer; a rate that doesn't hold
/// then wasn't it, and a lower one is asked for. Pure: who asks tries the rates out.
class MaxSearch {
 public:
  struct Probe {
    double rate = 0;  ///< a second
    bool is_confirmation = false;
  };

  /// `start` is the first rate tried; no rate is over `max`.
  MaxSearch(double start, double max);

  /// What to try next; none once it is done.
  std::optional<Probe> next() const;
  /// Whether that which next() said holds.
  void take(bool held);

  /// Once it is done: the rate that held, and was confirmed; none where not even the lowest did.
  std::optional<double> found() const;
  /// The lowest rate seen not to hold; none where the highest allowed did.
  std::optional<double> broken() const { return broken_; }

  /// The rate found and the next that doesn't hold are that near to each other.
  static constexpr double kRatio = 1.05;
  /// No rate below is tried, in events a second.
  static constexpr double kRateMin = 1;

 private:
  enum class State : std::uint8_t { kDoubling, kHalving, kNarrowing, kConfirming, kFound, kNone };

  void take_broken();
  void narrow();

  State state_ = State::kDoubling;
  double rate_;
  double back_off_ = kRatio;  ///< grows with each rate that wasn't confirmed
  const double max_;
  std::optional<double> held_;
  std::optional<double> broken_;
};

}  // namespace hookline
