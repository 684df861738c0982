// SPDX-License-Identifier: MIT
// Coverage-guided: what the plain reader takes, yaml-cpp reads as the same events. Built by hand:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilibgas/include -Ilibgas/src tests/fuzz/plain_events_fuzz.cpp \
//     libgas/src/yaml/{plain_events,yaml_events}.cpp -lyaml-cpp -o build/plain_events_fuzz
//   build/plain_events_fuzz -max_total_time=300 -max_len=2048 -timeout=5 build/corpus_plain examples/caseload tests/plans/well-made
#include <cstdint>
#include <cstdlib>
#include <string>

#include "yaml/events.hpp"

namespace {

class Log : public gas::yaml::EventSink {
public:
    std::string text;

    bool document_start(gas::yaml::Offset at) override { return add('D', at); }
    bool document_end() override { return add('d', 0); }
    bool mapping_start(gas::yaml::Offset at) override { return add('M', at); }
    bool mapping_end() override { return add('m', 0); }
    bool sequence_start(gas::yaml::Offset at) override { return add('L', at); }
    bool sequence_end() override { return add('l', 0); }
    bool scalar(gas::yaml::Offset at, std::string_view value, gas::yaml::ScalarStyle style) override
    {
        text += value;
        return add(static_cast<char>('0' + static_cast<int>(style)), at);
    }
    bool null(gas::yaml::Offset at) override { return add('N', at); }
    bool alias(gas::yaml::Offset at) override { return add('A', at); }
    bool property(gas::yaml::Offset at) override { return add('P', at); }

private:
    bool add(char what, gas::yaml::Offset at)
    {
        text += what + std::to_string(at) + "\n";
        return true;
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    Log plain;
    std::optional<gas::yaml::YamlProblem> problem;
    if (!gas::yaml::send_plain_events(text, plain, problem)) {
        return 0;
    }
    Log yaml;
    if (gas::yaml::send_yaml_events(text, 0, yaml) || yaml.text != plain.text) {
        std::abort();
    }
    return 0;
}
