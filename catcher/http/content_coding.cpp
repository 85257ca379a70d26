#include "catcher/http/content_coding.h"

#include "catcher/http/header.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <brotli/decode.h>
#include <fmt/format.h>
#include <zlib.h>

namespace hookline {
namespace {

enum class Coding { kIdentity, kGzip, kDeflate, kBrotli };

constexpr std::size_t kCodingsMax = 4;

std::string_view trim(std::string_view text) {
  const auto start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(" \t\r\n") - start + 1);
}

std::optional<Coding> coding_named(std::string_view name) {
  if (equals_ignoring_case(name, "gzip") || equals_ignoring_case(name, "x-gzip")) {
    return Coding::kGzip;
  }
  if (equals_ignoring_case(name, "deflate")) return Coding::kDeflate;
  if (equals_ignoring_case(name, "br")) return Coding::kBrotli;
  if (name.empty() || equals_ignoring_case(name, "identity")) return Coding::kIdentity;
  return std::nullopt;
}

/// In the order they were applied; none where one is unknown or there are too many.
std::optional<std::vector<Coding>> codings_of(std::string_view list) {
  std::vector<Coding> codings;
  while (!list.empty()) {
    const auto comma = list.find(',');
    const auto coding = coding_named(trim(list.substr(0, comma)));
    if (!coding || codings.size() == kCodingsMax) return std::nullopt;
    if (*coding != Coding::kIdentity) codings.push_back(*coding);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return codings;
}

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
  /// Ready for a gzip member that follows; false where nothing follows.
  bool start_next_member() {
    return stream_.avail_in > 0 && *stream_.next_in == 0x1f && inflateReset(&stream_) == Z_OK;
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
  // One byte over the bound tells a body that just fits from one that does not.
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
  }
  return decoded;
}

/// "deflate" means zlib's frame, but some senders leave it out.
DecodedBody inflate_deflate(std::string_view packed, std::size_t bytes_max) {
  auto framed = inflate_body(packed, kZlibBits, bytes_max);
  if (framed.problem.empty() || !framed.data.empty()) return framed;
  auto bare = inflate_body(packed, kRawBits, bytes_max);
  return bare.problem.empty() ? bare : framed;
}

/// A block at a time, so that a bomb costs no more than the bound.
DecodedBody decode_brotli(std::string_view packed, std::size_t bytes_max) {
  DecodedBody decoded;
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  const auto* in = reinterpret_cast<const std::uint8_t*>(packed.data());
  std::size_t in_left = packed.size();
  auto verdict = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (verdict == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && decoded.data.size() <= bytes_max) {
    std::size_t none = 0;
    verdict = BrotliDecoderDecompressStream(decoder.get(), &in_left, &in, &none, nullptr, nullptr);
    while (BrotliDecoderHasMoreOutput(decoder.get()) && decoded.data.size() <= bytes_max) {
      std::size_t size = bytes_max + 1 - decoded.data.size();
      const auto* block = BrotliDecoderTakeOutput(decoder.get(), &size);
      decoded.data.append(reinterpret_cast<const char*>(block), size);
    }
  }
  if (decoded.data.size() > bytes_max) {
    decoded.data.resize(bytes_max);
    decoded.truncated = true;
  } else if (verdict == BROTLI_DECODER_RESULT_ERROR) {
    decoded.problem =
        fmt::format("the compressed data is damaged at byte {}", packed.size() - in_left);
  } else if (verdict != BROTLI_DECODER_RESULT_SUCCESS) {
    decoded.problem = "the compressed data ends too soon";
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
      return decode_brotli(packed, bytes_max);
    case Coding::kIdentity:
      break;
  }
  return {std::string(packed), false, {}};
}

}  // namespace

bool can_decode(std::string_view content_encoding) {
  return codings_of(content_encoding).has_value();
}

DecodedBody decode_body(std::string_view content_encoding, std::string_view body,
                        std::size_t bytes_max) {
  DecodedBody decoded;
  const auto codings = codings_of(content_encoding);
  if (!codings || codings->empty()) {
    decoded.data = body.substr(0, bytes_max);
    decoded.truncated = body.size() > bytes_max;
    if (!codings) decoded.problem = fmt::format("{} can't be unpacked here", content_encoding);
    return decoded;
  }
  for (auto coding = codings->rbegin(); coding != codings->rend(); ++coding) {
    const std::string_view packed = coding == codings->rbegin() ? body : decoded.data;
    auto next = decode_one(*coding, packed, bytes_max);
    if (decoded.truncated) next = {std::move(next.data), true, {}};
    decoded = std::move(next);
    if (!decoded.problem.empty()) break;
  }
  return decoded;
}

}  // namespace hookline
