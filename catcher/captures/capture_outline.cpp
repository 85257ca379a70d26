#include "catcher/captures/capture_outline.h"

namespace hookline {

Capture outline_of(const Capture& capture) {
  Capture outline;
  outline.id = capture.id;
  outline.received_us = capture.received_us;
  outline.duration_us = capture.duration_us;
  outline.client_ip = capture.client_ip;
  outline.client_port = capture.client_port;
  outline.channel = capture.channel;
  outline.method = capture.method;
  outline.target = capture.target;
  outline.version = capture.version;
  outline.head_bytes = capture.head_bytes;
  outline.framing = capture.framing;
  outline.body_bytes = capture.body_bytes;
  outline.complete = capture.complete;
  outline.truncated = capture.truncated;
  outline.refusal = capture.refusal;
  outline.reply = capture.reply;
  return outline;
}

}  // namespace hookline
