#include "emitter/load/results/run_place.h"

#include "catcher/base/units/timestamp.h"

#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace hookline {
namespace {

/// Of the first one; they are alike on nearly all machines.
std::string processor_name() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
  }
  return {};
}

std::uint64_t memory_bytes() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  const long page_bytes = ::sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page_bytes <= 0) return 0;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page_bytes);
}

}  // namespace

std::string RunPlace::machine() const {
  return fmt::format("{} ({}, {} core{}{}{})", host, system, cores, cores == 1 ? "" : "s",
                     processor.empty() ? "" : ", ", processor);
}

RunPlace this_place() {
  RunPlace place;
  place.version = HOOKLINE_VERSION;
  place.started_at_us = wall_clock_us();
  utsname names{};
  if (::uname(&names) == 0) {
    place.host = names.nodename;
    place.system = fmt::format("{} {} {}", names.sysname, names.release, names.machine);
  }
  place.processor = processor_name();
  place.cores = std::thread::hardware_concurrency();
  place.memory_bytes = memory_bytes();
  return place;
}

}  // namespace hookline
