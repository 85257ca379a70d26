#include "catcher/relays/answer_passage.h"

#include "catcher/base/http/message/message_headers.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// RFC 9112, 6.3.
bool has_no_body(int status, std::string_view method) {
  return method == "HEAD" || status == 204 || status == 304;
}

bool is_called(const Header& header, std::string_view name) {
  return equals_ignoring_case(header.name, name);
}

bool ends_in_chunks(std::string_view codings) {
  constexpr std::string_view kChunked = "chunked";
  return codings.size() >= kChunked.size() &&
         equals_ignoring_case(codings.substr(codings.size() - kChunked.size()), kChunked);
}

/// The transfer codings of an answer that goes on in chunks: those that the app's body still has.
std::string codings_in_chunks(const Answer& answer) {
  std::string codings;
  for (const Header& header : answer.headers) {
    if (!is_called(header, "transfer-encoding") || header.value.empty()) continue;
    if (equals_ignoring_case(header.value, "identity")) continue;
    codings += (codings.empty() ? "" : ", ") + header.value;
  }
  if (ends_in_chunks(codings)) return codings;
  return codings.empty() ? "chunked" : codings + ", chunked";
}

void append_line(std::string& out, const Header& header) {
  out.append(header.name).append(": ").append(header.value).append("\r\n");
}

}  // namespace

AnswerPassage::Framing AnswerPassage::framing_of(const Answer& answer, bool is_whole) const {
  if (has_no_body(answer.status, recipient_.method)) return Framing::kNone;
  const bool in_chunks = find_header(answer.headers, "transfer-encoding").has_value();
  if (in_chunks && recipient_.takes_chunks) return Framing::kChunks;
  if (!in_chunks && find_header(answer.headers, "content-length")) return Framing::kLength;
  if (is_whole) return Framing::kLength;
  return recipient_.takes_chunks ? Framing::kChunks : Framing::kConnection;
}

void AnswerPassage::take_headers(const Answer& answer) {
  for (const Header& header : answer.headers) hop_by_hop_.see(header.name, header.value);
  for (const Header& header : answer.headers) {
    const bool is_of_chunks =
        is_called(header, "transfer-encoding") || is_called(header, "trailer");
    if (hop_by_hop_.ends_here(header.name)) continue;
    if (is_of_chunks && framing_ != Framing::kChunks) continue;
    if (is_called(header, "transfer-encoding")) {
      if (find_header(reply_.headers, header.name)) continue;
      reply_.headers.push_back({header.name, codings_in_chunks(answer)});
      continue;
    }
    if (is_called(header, "content-length")) {
      // A second one, also within the same header, can only say the same; beside chunks it says
      // nothing.
      const bool is_first = !find_header(reply_.headers, header.name);
      if (framing_ == Framing::kChunks || framing_ == Framing::kConnection || !is_first) continue;
      reply_.headers.push_back({header.name, header.value.substr(0, header.value.find(','))});
      continue;
    }
    reply_.headers.push_back(header);
  }
  const bool adds =
      !recipient_.added.empty() && !find_header(reply_.headers, recipient_.added.front().name);
  if (adds) {
    reply_.headers.insert(reply_.headers.end(), recipient_.added.begin(), recipient_.added.end());
  }
}

/// What the app's headers don't say of it.
void AnswerPassage::add_framing(const Answer& answer) {
  Headers& headers = reply_.headers;
  if (framing_ == Framing::kLength && !find_header(headers, "content-length")) {
    headers.push_back({"Content-Length", std::to_string(answer.body.size())});
  }
  if (framing_ == Framing::kChunks && !find_header(headers, "transfer-encoding")) {
    headers.push_back({"Transfer-Encoding", "chunked"});
  }
  if (framing_ == Framing::kConnection) recipient_.keep_alive = false;
}

std::string AnswerPassage::head(const Answer& answer, bool is_whole) {
  reply_.status = answer.status;
  framing_ = framing_of(answer, is_whole);
  take_headers(answer);
  add_framing(answer);
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", answer.status, answer.reason);
  for (const Header& header : reply_.headers) append_line(out, header);
  if (!recipient_.keep_alive) out += "Connection: close\r\n";
  return out + "\r\n";
}

std::string AnswerPassage::framed(std::string_view part) const {
  if (framing_ == Framing::kNone || part.empty()) return {};
  if (framing_ != Framing::kChunks) return std::string(part);
  return fmt::format("{:x}\r\n{}\r\n", part.size(), part);
}

std::string AnswerPassage::piece(const Answer& answer) {
  std::string out = has_begun() ? std::string() : head(answer, false);
  return out += framed(answer.body);
}

std::string AnswerPassage::finish(const Answer& answer) {
  std::string out = has_begun() ? std::string() : head(answer, true);
  out += framed(answer.body);
  if (framing_ != Framing::kChunks) return out;
  out += "0\r\n";
  for (const Header& trailer : answer.trailers) {
    // What frames or routes a message has no place behind it (RFC 9110, 6.5.1).
    const bool ends_here = hop_by_hop_.ends_here(trailer.name);
    if (!ends_here && !is_made_by_the_sender(trailer.name)) append_line(out, trailer);
  }
  return out += "\r\n";
}

}  // namespace hookline
