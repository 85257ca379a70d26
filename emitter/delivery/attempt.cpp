#include "emitter/delivery/attempt.h"

#include <fmt/format.h>

namespace hookline {

std::string Attempt::ending() const {
  if (outcome == Outcome::kAnswered) return fmt::to_string(status);
  return std::string(name_of(outcome));
}

std::string Attempt::sentence() const {
  return outcome == Outcome::kAnswered ? fmt::format("answered {}", status) : problem;
}

}  // namespace hookline
