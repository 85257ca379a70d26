#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace hookline {

/// Where the name of a file leads: a value.
struct ReportPlace {
  enum class Kind : std::uint8_t {
    kNothing,  ///< nothing lies there yet
    kFile,
    kFolder,
    kStream,  ///< a pipe, a terminal, /dev/null, /dev/stdout whatever it leads to
    kOther,   ///< a socket or a disk
  };

  std::filesystem::path path;  ///< what the links lead to; nothing of it needs to exist
  Kind kind = Kind::kNothing;
  /// Of what lies there: its device and number there, which all its names share.
  std::optional<std::pair<std::uint64_t, std::uint64_t>> identity;

  /// Whether both are one file, by whatever names.
  bool is_same_as(const ReportPlace& other) const;
  /// Whether nothing written there is ever read again: /dev/null.
  bool swallows_all() const;

  /// Links are followed as the system follows them. Throws std::invalid_argument with a sentence
  /// where they lead in a circle, or where a stranger put one into a folder that is everybody's.
  static ReportPlace of(const std::string& name);
};

}  // namespace hookline
