#pragma once

#include <string>

namespace hookline {

/// Files of this checkout and programs of this build. Only places.cpp knows where they are, so that
/// all other tests compile to the same object in every checkout and ccache can share them.

/// `path` is relative to the checkout's root.
std::string source_path(const std::string& path);

/// `name` is that of a program.
std::string program_path(const std::string& name);

}  // namespace hookline
