#pragma once

#include <memory>
#include <stop_token>

namespace hookline {

/// SIGINT and SIGTERM as a stop token, for as long as this lives: past the report, which has to be
/// written whole. The first asks for a stop; those of the same second mean the same, as `timeout`
/// sends two; a later one ends the program at once.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
