#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace hookline {

/// What is wrong with the arguments that `app` refused with `error`, in one sentence: of a flag
/// that it doesn't have, which one was probably meant.
std::string flag_problem(const CLI::App& app, const CLI::ParseError& error);

}  // namespace hookline
