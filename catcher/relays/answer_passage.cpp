#include "catcher/relays/answer_passage.h"

#include "catcher/base/http/message/answer_writer.h"
#include "catcher/base/http/message/message_headers.h"

#include <utility>

namespace hookline {
namespace {

bool is_called(const Header& header, std::string_view name) {
  return equals_ignoring_case(header.name, name);
}

bool ends_in_chunks(std::string_view codings) {
  constexpr std::string_view kChunked = "chunked";
  return codings.size() >= kChunked.size() &&
         equals_ignoring_case(codings.substr(codings.size() - kChunked.size()), kChunked);
}

/// The transfer codings of an answer that goes on in chunks: the app's, and chunked as the last.
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

}  // namespace

AnswerPassage::Framing AnswerPassage::framing_of(const Answer& answer, bool is_whole) const {
  if (ends_with_its_head(answer.status, recipient_.method)) return Framing::kNone;
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
      // A second length, in a header of its own or behind a comma, has been found to be the same.
      // Beside chunks a length means nothing.
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

/// Adds what says where the body ends, unless the app's headers do.
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

void AnswerPassage::append_head(std::string& out, const Answer& answer, bool is_whole) {
  reply_.status = answer.status;
  framing_ = framing_of(answer, is_whole);
  take_headers(answer);
  add_framing(answer);
  append_status_line(out, answer);
  for (const Header& header : reply_.headers) append_header(out, header.name, header.value);
  if (!recipient_.keep_alive) append_header(out, "Connection", "close");
  out += "\r\n";
}

std::string AnswerPassage::next(const Answer& answer, bool is_whole) {
  std::string out;
  if (!has_begun()) append_head(out, answer, is_whole);
  if (framing_ == Framing::kNone) return out;
  if (framing_ == Framing::kChunks) {
    append_chunk(out, answer.body);
  } else {
    out += answer.body;
  }
  return out;
}

std::string AnswerPassage::piece(const Answer& answer) {
  return next(answer, false);
}

std::string AnswerPassage::finish(const Answer& answer) {
  std::string out = next(answer, true);
  if (framing_ != Framing::kChunks) return out;
  out += "0\r\n";
  for (const Header& trailer : answer.trailers) {
    // What frames or routes a message has no place behind it (RFC 9110, 6.5.1).
    if (hop_by_hop_.ends_here(trailer.name) || is_made_by_the_sender(trailer.name)) continue;
    append_header(out, trailer.name, trailer.value);
  }
  return out += "\r\n";
}

}  // namespace hookline
