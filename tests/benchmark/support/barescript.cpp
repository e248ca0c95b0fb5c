// SPDX-License-Identifier: GPL-3.0-or-later
#include "barescript.h"

#include <cstdio>
#include <cstdlib>

namespace thingsdesk::bench {

namespace {

[[noreturn]] void stop(const char *reason)
{
    std::fprintf(stderr, "MuJS: %s\n", reason);
    std::exit(EXIT_FAILURE);
}

} // namespace

const char *const decoderSource = R"js(
function Decoder(bytes, port) {
  var decoded = {};
  decoded.temperature = ((bytes[3] << 24 >> 16) | bytes[4]) / 100;
  decoded.humidity = bytes[5] / 2;
  decoded.pressure = ((bytes[6] << 8) | bytes[7]) / 10;
  decoded.battery = ((bytes[8] << 8) | bytes[9]) / 1000;
  return decoded;
}
)js";

BareScript::BareScript(const QByteArray &source)
    : m_state(js_newstate(nullptr, nullptr, 0))
{
    const QByteArray program = source + "function run(bytes, port) { return JSON.stringify(Decoder(bytes, port)); }";
    if (!m_state || js_dostring(m_state, program.constData()) != 0)
        stop("does not take the decoder");
}

BareScript::~BareScript()
{
    js_freestate(m_state);
}

qsizetype BareScript::call(const QByteArray &bytes)
{
    js_getglobal(m_state, "run");
    js_pushundefined(m_state);
    js_newarray(m_state);
    for (int i = 0; i < bytes.size(); ++i) {
        js_pushnumber(m_state, static_cast<quint8>(bytes[i]));
        js_setindex(m_state, -2, i);
    }
    js_pushnumber(m_state, 1);
    if (js_pcall(m_state, 2) != 0)
        stop(js_tostring(m_state, -1));
    const QByteArray json(js_tostring(m_state, -1));
    js_pop(m_state, 1);
    return json.size();
}

} // namespace thingsdesk::bench
