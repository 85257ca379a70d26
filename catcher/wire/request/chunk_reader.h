#pragma once

#include "catcher/wire/head/request_line.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hookline {

/// Finds the end of a chunked body (RFC 9112, 7.1), in whatever pieces it comes.
class ChunkReader {
 public:
  /// `trailer_bytes_max`: of the header lines behind the last chunk.
  explicit ChunkReader(std::size_t trailer_bytes_max) : trailer_bytes_max_(trailer_bytes_max) {}

  /// Reads on. `framed`: all that has come of the body so far, also what was read before.
  void read(std::string_view framed);

  bool is_done() const { return part_ == Part::kDone; }
  /// Once it is refused, nothing more is read.
  const Fault& fault() const { return fault_; }
  /// Up to where the bytes have been read; when done, the body's framed size.
  std::size_t position() const { return at_; }
  /// Of the body without its framing, as far as it has come.
  std::uint64_t body_bytes() const { return body_bytes_; }

 private:
  enum class Part { kSize, kData, kDataEnd, kTrailers, kDone };

  bool read_part(std::string_view rest);
  bool read_size(std::string_view rest);
  bool read_data(std::string_view rest);
  bool read_data_end(std::string_view rest);
  bool read_trailer(std::string_view rest);
  bool take_size(std::string_view line);
  bool refuse(std::string reason);

  const std::size_t trailer_bytes_max_;
  Part part_ = Part::kSize;
  std::size_t at_ = 0;
  std::size_t looked_at_ = 0;  ///< how much behind at_ is known to hold no line end
  std::uint64_t left_ = 0;     ///< of the chunk's data
  std::uint64_t body_bytes_ = 0;
  std::size_t trailer_bytes_ = 0;
  bool has_trailer_ = false;
  Fault fault_;
};

}  // namespace hookline
