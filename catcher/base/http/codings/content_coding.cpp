#include "catcher/base/http/codings/content_coding.h"

#include "catcher/base/http/codings/coding_name.h"
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/headers/header_lines.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

namespace hookline {
namespace {

constexpr std::size_t kCodingsMax = 4;

/// zlib's stream for one body, released at the end.
class Inflater {
 public:
  /// window_bits as inflateInit2() takes it.
  Inflater(std::string_view packed, int window_bits) {
    // zlib's counters are 32 bits wide; nothing larger than that is stored.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(packed.size(), UINT32_MAX));
    inflateInit2(&stream_, window_bits);
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Appends to `out` until it holds `bytes_max`, the input ends or is damaged; zlib's verdict.
  int run(std::string& out, std::size_t bytes_max) {
    int verdict = Z_OK;
    while (verdict == Z_OK && out.size() < bytes_max) {
      const auto start = out.size();
      out.resize(std::min(bytes_max, std::max<std::size_t>(start * 2, 16384)));
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + start);
      stream_.avail_out = static_cast<uInt>(out.size() - start);
      verdict = inflate(&stream_, Z_NO_FLUSH);
      out.resize(out.size() - stream_.avail_out);
    }
    return verdict;
  }
  /// Gets ready for a further gzip member; false where none follows.
  bool start_next_member() {
    return stream_.avail_in > 1 && stream_.next_in[0] == 0x1f && stream_.next_in[1] == 0x8b &&
           inflateReset(&stream_) == Z_OK;
  }
  std::size_t left() const { return stream_.avail_in; }

 private:
  z_stream stream_{};
};

constexpr int kGzipBits = 15 + 16;
constexpr int kZlibBits = 15;
constexpr int kRawBits = -15;

DecodedBody inflate_body(std::string_view packed, int window_bits, std::size_t bytes_max) {
  DecodedBody decoded;
  Inflater inflater(packed, window_bits);
  // One byte more than the bound is asked for: if it comes, the body doesn't fit.
  int verdict = inflater.run(decoded.data, bytes_max + 1);
  while (verdict == Z_STREAM_END && window_bits == kGzipBits && inflater.start_next_member()) {
    verdict = inflater.run(decoded.data, bytes_max + 1);
  }
  if (decoded.data.size() > bytes_max) {
    decoded.data.resize(bytes_max);
    decoded.truncated = true;
  } else if (verdict != Z_STREAM_END) {
    const auto at = packed.size() - inflater.left();
    decoded.problem = verdict == Z_DATA_ERROR
                          ? fmt::format("the compressed data is damaged at byte {}", at)
                          : "the compressed data ends too soon";
  } else {
    decoded.behind = inflater.left();
  }
  return decoded;
}

/// "deflate" means zlib's frame, but some senders leave it out. Bytes of any other kind may look
/// like the start of a bare stream as well: it counts as one where the first of it, or all, can be
/// undone, and that must not depend on how much of it is asked for.
DecodedBody inflate_deflate(std::string_view packed, std::size_t bytes_max) {
  constexpr std::size_t kJudgedBytes = 65536;
  auto framed = inflate_body(packed, kZlibBits, bytes_max);
  if (framed.problem.empty() || !framed.data.empty()) return framed;
  auto bare = inflate_body(packed, kRawBits, std::max(bytes_max, kJudgedBytes));
  if (!bare.problem.empty() && bare.data.size() < kJudgedBytes) return framed;
  if (bare.data.size() <= bytes_max) return bare;
  return {.data = bare.data.substr(0, bytes_max), .truncated = true};
}

/// brotli's decoder for one body, released at the end.
class BrotliReader {
 public:
  explicit BrotliReader(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  /// Goes on with the next bytes of it, until they are read, their coding ends or is damaged, or
  /// there is more than the bound. Returns how many of them were read.
  std::size_t read(std::string_view piece) {
    const auto* in = reinterpret_cast<const std::uint8_t*>(piece.data());
    std::size_t in_left = piece.size();
    do {
      std::size_t none = 0;
      verdict_ =
          BrotliDecoderDecompressStream(decoder_.get(), &in_left, &in, &none, nullptr, nullptr);
      take_output();
    } while (verdict_ == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out_.size() <= bytes_max_);
    return piece.size() - in_left;
  }
  bool goes_on() const {
    return verdict_ == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && out_.size() <= bytes_max_;
  }
  bool is_damaged() const { return verdict_ == BROTLI_DECODER_RESULT_ERROR; }
  bool is_done() const { return verdict_ == BROTLI_DECODER_RESULT_SUCCESS; }
  std::string take() { return std::move(out_); }

 private:
  void take_output() {
    while (BrotliDecoderHasMoreOutput(decoder_.get()) && out_.size() <= bytes_max_) {
      std::size_t size = bytes_max_ + 1 - out_.size();
      const auto* block = BrotliDecoderTakeOutput(decoder_.get(), &size);
      out_.append(reinterpret_cast<const char*>(block), size);
    }
  }

  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder_{
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance};
  const std::size_t bytes_max_;
  BrotliDecoderResult verdict_ = BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT;
  std::string out_;
};

/// In pieces of 64 KiB, from `singly_from` on of a byte.
DecodedBody decode_brotli(std::string_view packed, std::size_t bytes_max, std::size_t singly_from) {
  constexpr std::size_t kPieceBytes = 65536;
  BrotliReader reader(bytes_max);
  std::size_t at = 0;
  std::size_t piece_at = 0;
  while (at < packed.size() && reader.goes_on()) {
    piece_at = at;
    at += reader.read(packed.substr(at, at < singly_from ? kPieceBytes : 1));
  }
  // In the piece where it meets damage the decoder keeps what it had read before.
  if (reader.is_damaged() && singly_from > piece_at)
    return decode_brotli(packed, bytes_max, piece_at);
  DecodedBody decoded{.data = reader.take()};
  if (decoded.data.size() > bytes_max) {
    decoded.data.resize(bytes_max);
    decoded.truncated = true;
  } else if (reader.is_damaged()) {
    decoded.problem = fmt::format("the compressed data is damaged at byte {}", at);
  } else if (!reader.is_done()) {
    decoded.problem = "the compressed data ends too soon";
  } else {
    decoded.behind = packed.size() - at;
  }
  return decoded;
}

/// Whether a frame of zstd starts there, or a frame that is to be skipped (RFC 8878, 3.1).
bool starts_zstd_frame(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  const auto low = static_cast<std::uint8_t>(bytes[0]);
  const bool skippable = (low & 0xf0) == 0x50 && bytes.substr(1, 3) == "\x2a\x4d\x18";
  return skippable || bytes.starts_with("\x28\xb5\x2f\xfd");
}

/// A block at a time, frame after frame.
DecodedBody decode_zstd(std::string_view packed, std::size_t bytes_max) {
  constexpr int kWindowLogMax = 23;
  DecodedBody decoded;
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(),
                                                                     ZSTD_freeDCtx);
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kWindowLogMax);
  std::string block(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::size_t left = 1;  // what a frame still wants; 0 behind one's end
  bool filled = false;
  while (decoded.data.size() <= bytes_max && (in.pos < in.size || filled)) {
    if (left == 0 && in.pos > 0 && !starts_zstd_frame(packed.substr(in.pos))) break;
    ZSTD_outBuffer out{block.data(), block.size(), 0};
    left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left) != 0) {
      decoded.problem = fmt::format("the compressed data is damaged at byte {} ({})", in.pos,
                                    ZSTD_getErrorName(left));
      return decoded;
    }
    decoded.data.append(block, 0, out.pos);
    filled = left != 0 && out.pos == out.size;
  }
  if (decoded.data.size() > bytes_max) {
    decoded.data.resize(bytes_max);
    decoded.truncated = true;
  } else if (left != 0) {
    decoded.problem = "the compressed data ends too soon";
  } else {
    decoded.behind = in.size - in.pos;
  }
  return decoded;
}

DecodedBody decode_one(Coding coding, std::string_view packed, std::size_t bytes_max) {
  switch (coding) {
    case Coding::kGzip:
      return inflate_body(packed, kGzipBits, bytes_max);
    case Coding::kDeflate:
      return inflate_deflate(packed, bytes_max);
    case Coding::kBrotli:
      return decode_brotli(packed, bytes_max, packed.size());
    case Coding::kZstd:
      return decode_zstd(packed, bytes_max);
    case Coding::kIdentity:
      break;
  }
  return {.data = std::string(packed)};
}

/// The result where the coding of that name can't be undone: the body as it is.
DecodedBody left_as(std::string_view body, std::size_t bytes_max, std::string problem) {
  return {.data = std::string(body.substr(0, bytes_max)),
          .truncated = body.size() > bytes_max,
          .problem = std::move(problem),
          .undone = false};
}

/// Of `packed`, which is the start of what it should be where `is_cut`.
DecodedBody undo(std::string_view name, std::string_view packed, bool is_cut,
                 std::size_t bytes_max) {
  const auto coding = coding_named(name);
  if (!coding) return left_as(packed, bytes_max, why_unknown(name));
  auto decoded = decode_one(*coding, packed, bytes_max);
  if (is_cut) {
    decoded.problem.clear();
    return decoded;
  }
  decoded.partial = !decoded.problem.empty();
  if (!decoded.partial || !decoded.data.empty()) return decoded;
  return left_as(packed, bytes_max, fmt::format("{} can't be undone: {}", name, decoded.problem));
}

/// What came of the coding before it, undone further. A damaged start is the start of something:
/// how much of it is asked for must make no difference.
DecodedBody undo_next(std::string_view name, const DecodedBody& before, std::size_t bytes_max) {
  DecodedBody next = undo(name, before.data, before.truncated || before.partial, bytes_max);
  if (before.partial && next.data.empty()) next.undone = false;
  next.truncated = next.truncated || before.truncated;
  next.behind += before.behind;
  if (before.partial) {
    next.partial = true;
    next.problem = before.problem;
  }
  return next;
}

/// A body that no coding was applied to.
DecodedBody left_whole(std::string_view body, std::size_t bytes_max) {
  return {.data = std::string(body.substr(0, bytes_max)), .truncated = body.size() > bytes_max};
}

void append_names(std::string& list, std::string_view head, std::string_view header) {
  for (const std::string_view line : find_header_lines(head, header)) {
    for (const std::string_view name : coding_names_in(line)) {
      if (equals_ignoring_case(name, "chunked")) continue;
      list += list.empty() ? "" : ", ";
      list += name;
    }
  }
}

}  // namespace

std::string codings_in(std::string_view head) {
  std::string list;
  append_names(list, head, "content-encoding");
  append_names(list, head, "transfer-encoding");
  return list;
}

bool can_decode(std::string_view codings) {
  const auto names = coding_names_in(codings);
  return names.size() <= kCodingsMax &&
         std::all_of(names.begin(), names.end(),
                     [](std::string_view name) { return coding_named(name).has_value(); });
}

DecodedBody decode_body(std::string_view codings, std::string_view body, std::size_t bytes_max) {
  const auto names = coding_names_in(codings);
  if (names.size() > kCodingsMax) {
    return left_as(body, bytes_max,
                   fmt::format("{} codings, one on the other, are more than the {} that are undone",
                               names.size(), kCodingsMax));
  }
  if (names.empty()) return left_whole(body, bytes_max);
  DecodedBody decoded = undo(names.back(), body, false, bytes_max);
  for (auto name = names.rbegin() + 1; decoded.undone && name != names.rend(); ++name) {
    DecodedBody next = undo_next(*name, decoded, bytes_max);
    if (!next.undone) {
      // A coding was undone all the same, and what came of it is what can be shown.
      if (!decoded.partial) decoded.problem = std::move(next.problem);
      break;
    }
    decoded = std::move(next);
  }
  return decoded;
}

}  // namespace hookline
