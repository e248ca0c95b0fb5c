// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"
#include "gui/payload/draftfile.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace thingsdesk {

/// Keeps the present edits in a DraftFile while one types: shortly after each pause, on a thread of its own, since a
/// write waits for the disk.
class DraftKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftKeeper)
public:
    explicit DraftKeeper(const QString &path, QObject *parent = nullptr);
    /// What is set is in the file when this returns.
    ~DraftKeeper() override;

    Result<std::optional<FunctionDraft>> load() const { return m_file.load(); }
    /// What is to be kept from now on; nothing removes the file.
    void set(const std::optional<FunctionDraft> &draft);

Q_SIGNALS:
    void failed(const thingsdesk::Failure &failure);

private:
    void write();

    DraftFile m_file;
    std::optional<FunctionDraft> m_draft;
    QTimer m_pause;
    QThreadPool m_thread;
    bool m_mayExist = true;
};

} // namespace thingsdesk
