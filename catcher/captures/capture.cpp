#include "catcher/captures/capture.h"

namespace hookline {
namespace {

/// The structure, what the allocator and the containers around it add, and short texts.
constexpr std::uint64_t kOverheadBytes = 512;

}  // namespace

std::uint64_t kept_bytes(const CaptureReply& reply) {
  return kept_bytes(reply.headers) + reply.fault.size() + (reply.body ? reply.body->size() : 0);
}

std::uint64_t kept_bytes(const Capture& capture) {
  return kOverheadBytes + capture.raw.size() + capture.target.size() + capture.method.size() +
         capture.channel.size() + capture.refusal.size() + kept_bytes(capture.reply);
}

}  // namespace hookline
