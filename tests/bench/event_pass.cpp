// SPDX-License-Identifier: MIT
// bench_event_pass DIR: sends every plan file under DIR through yaml-cpp's event interface to a handler that does
// nothing. What any reader built on yaml-cpp must spend at least.
//
// Each file is read whole, then parsed from an istream over those bytes (MemoryBuffer: no copy, no locale work).
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <istream>
#include <streambuf>
#include <string>

#include "plan_files.hpp"

namespace {

class MemoryBuffer : public std::streambuf {
public:
    explicit MemoryBuffer(std::string& text) { setg(text.data(), text.data(), text.data() + text.size()); }
};

class EmptyHandler final : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: bench_event_pass DIR\n", stderr);
        return 2;
    }
    try {
        std::size_t bytes = 0;
        std::string text;
        const auto paths = bench::plan_files(argv[1]);
        for (const auto& path : paths) {
            bench::read_file(path, text);
            bytes += text.size();
            MemoryBuffer buffer(text);
            std::istream stream(&buffer);
            YAML::Parser parser(stream);
            EmptyHandler handler;
            while (parser.HandleNextDocument(handler)) {
            }
        }
        std::printf("%zu files %zu bytes\n", paths.size(), bytes);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_event_pass: %s\n", error.what());
        return 2;
    }
}
