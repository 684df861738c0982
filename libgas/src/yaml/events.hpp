// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The events that a YAML text is read as, whoever reads it. yaml-cpp is one producer (yaml_events.cpp), a
/// faster one for the plain subset the other (plain_events.cpp); where both can read a text they send the same events, which a test holds them to.
namespace gas::yaml {

using Offset = std::uint32_t;  ///< byte offset in the text

enum class ScalarStyle : std::uint8_t { plain, quoted, block };

/// Takes the events of the documents of one text, in order. Every function gives false to end the reading.
class EventSink {
public:
    virtual ~EventSink() = default;
    virtual bool document_start(Offset at) = 0;
    virtual bool document_end() = 0;
    virtual bool mapping_start(Offset at) = 0;  ///< of a block mapping, `at` is its first key
    virtual bool mapping_end() = 0;
    virtual bool sequence_start(Offset at) = 0;
    virtual bool sequence_end() = 0;
    /// A key or value. `value` is what YAML makes of it, untyped, and lives as long as the call.
    virtual bool scalar(Offset at, std::string_view value, ScalarStyle style) = 0;
    /// `~`, `null`, or nothing at all; then `at` is wherever the next thing stands.
    virtual bool null(Offset at) = 0;
    virtual bool alias(Offset at) = 0;
    /// An anchor or a tag before the node that comes next.
    virtual bool property(Offset at) = 0;
};

/// Why a text was not read to its end.
struct YamlProblem {
    enum class Kind {
        syntax,    ///< no YAML; `message` is the parser's own word
        too_long,  ///< over 1 MiB went by without a single event
        stopped,   ///< the sink said so
    };
    Kind kind = Kind::syntax;
    Offset at = 0;
    std::string message;
    Offset last_event = 0;  ///< where the last event before it stood
};

/// Sends the events of the documents of `text` from byte `from` on. Nothing where all went well.
/// Never throws, never loops: a document must begin after the one before it.
std::optional<YamlProblem> send_yaml_events(std::string_view text, Offset from, EventSink& sink);

/// The same events of a text that is written the plain way (block mappings and lists, flow collections on one line, scalars on one line without escapes),
/// in a fraction of the time. False, and nothing sent, where there is any doubt; else true, with `problem` set where the sink ended the reading.
bool send_plain_events(std::string_view text, EventSink& sink, std::optional<YamlProblem>& problem);

/// The events of `text` from byte `from` on, by the faster of the two that can.
std::optional<YamlProblem> send_events(std::string_view text, Offset from, EventSink& sink);

}  // namespace gas::yaml
