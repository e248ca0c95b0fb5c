// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/application.h"
#include "core/result.h"
#include "session/applicationsession.h"

#include <QObject>

namespace thingsdesk {

/// Reads and writes an application's payload format and functions at its handler. Writing never overwrites what someone
/// else wrote meanwhile: the present state is read first, and where it is not the one that our edits began with,
/// nothing is written and `conflicted` tells it.
class FunctionStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FunctionStore)
public:
    explicit FunctionStore(ApplicationSession &session, QObject *parent = nullptr);
    ~FunctionStore() override;

    /// Reads; answered by `found` or `readFailed`. While a call is under way a further one does nothing.
    void read();
    /// Writes what differs from base(); answered by `saved`, `conflicted` or `saveFailed`.
    void save(PayloadFormat format, const PayloadFunctions &functions);
    bool isBusy() const noexcept { return m_isBusy; }

    /// The state at the server that the edits began with; nothing before accept() was called.
    const std::optional<Application> &base() const noexcept { return m_base; }
    /// Edits begin with this from now on.
    void accept(const Application &application);

    /// Whether format and functions are the same.
    static bool isSame(const Application &one, const Application &other);

Q_SIGNALS:
    void busyChanged(bool busy);
    void found(const thingsdesk::Application &application);
    void readFailed(const thingsdesk::Failure &failure);
    /// Already accepted as the base.
    void saved(const thingsdesk::Application &application);
    void conflicted(const thingsdesk::Application &theirs);
    void saveFailed(const thingsdesk::Failure &failure);

private:
    void setBusy(bool busy);
    void write(PayloadFormat format, const PayloadFunctions &functions);
    void writeFormat(PayloadFormat format);
    void endSave(const Result<Application> &written);
    Future<Application> present();

    ApplicationSession &m_session;
    std::optional<Application> m_base;
    Future<Application> m_call;
    bool m_isBusy = false;
};

} // namespace thingsdesk
