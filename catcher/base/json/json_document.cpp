#include "catcher/base/json/json_reader.h"
#include "catcher/base/json/parsing/json_parser.h"
#include "catcher/base/json/parsing/json_tree.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

[[noreturn]] void refuse(const std::string& file, std::string_view sentence) {
  throw Failure(ExitCode::kInvalidInput, fmt::format("{}: {}", file, sentence));
}

[[noreturn]] void refuse_size(const std::string& file) {
  refuse(file, fmt::format("is larger than {} MiB; split it into several files",
                           kJsonFileBytesMax >> 20));
}

std::string read_bounded(std::FILE& stream, const std::string& file) {
  constexpr std::size_t kChunk = std::size_t{1} << 16;
  std::string text;
  std::error_code no_plain_file;
  const auto size = std::filesystem::file_size(file, no_plain_file);
  if (!no_plain_file && size > kJsonFileBytesMax) refuse_size(file);
  if (!no_plain_file) text.reserve(static_cast<std::size_t>(size) + kChunk);
  while (true) {
    const std::size_t had = text.size();
    text.resize(had + kChunk);
    const std::size_t got = std::fread(text.data() + had, 1, kChunk, &stream);
    text.resize(had + got);
    if (text.size() > kJsonFileBytesMax) refuse_size(file);
    if (got == 0) break;
  }
  if (std::ferror(&stream) != 0) {
    refuse(file, fmt::format("can't be read: {}", std::strerror(errno)));
  }
  return text;
}

std::string text_of_file(const std::string& file) {
  std::error_code unreadable;
  if (std::filesystem::is_directory(file, unreadable)) {
    refuse(file, "is a folder; a JSON file was expected");
  }
  const auto close = [](std::FILE* stream) { std::fclose(stream); };
  const std::unique_ptr<std::FILE, decltype(close)> stream(std::fopen(file.c_str(), "rb"), close);
  if (stream) return read_bounded(*stream, file);
  if (errno == ENOENT) refuse(file, "there is no such file; check the path");
  refuse(file, fmt::format("can't be opened: {}", std::strerror(errno)));
}

}  // namespace

JsonDocument::JsonDocument(std::unique_ptr<JsonTree> tree) : tree_(std::move(tree)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

JsonDocument JsonDocument::read_file(const std::string& file, JsonReading reading) {
  return parse(text_of_file(file), file, reading);
}

JsonDocument JsonDocument::parse(std::string_view text, std::string file, JsonReading reading) {
  auto tree = std::make_unique<JsonTree>(JsonTree{std::move(file), reading});
  parse_json(text, *tree);
  return JsonDocument(std::move(tree));
}

JsonValue JsonDocument::root() const {
  return JsonValue(tree_.get(), &tree_->nodes.front());
}

}  // namespace hookline
