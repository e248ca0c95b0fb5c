// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <mujs.h>

namespace thingsdesk::bench {

/// A typical decoder: four fields of eleven bytes.
extern const char *const decoderSource;

/// MuJS called bare in this process: one state that is kept, the function called on an array, JSON.stringify in
/// JavaScript. The least that a decode in MuJS can cost.
class BareScript
{
public:
    /// Ends the program where MuJS does not take the source.
    explicit BareScript(const QByteArray &source);
    ~BareScript();
    BareScript(const BareScript &) = delete;
    BareScript &operator=(const BareScript &) = delete;

    /// The length of the JSON text.
    qsizetype call(const QByteArray &bytes);

private:
    js_State *m_state;
};

} // namespace thingsdesk::bench
