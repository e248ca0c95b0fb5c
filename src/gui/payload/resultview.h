// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/payload/codelook.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace thingsdesk {

class CodeView;

/// What came of a test, here and at the handler, one under the other, with the lines that differ marked.
class ResultView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultView)
public:
    struct Outcome
    {
        QString text; ///< fields, bytes or error
        QString status;
        bool isError = false;
    };

    /// `prefix` begins the object names of its parts: "uplinkHereView", "uplinkHandlerStatusLabel", …
    /// `language` is that of a good outcome.
    ResultView(const QString &prefix, CodeLanguage language, QWidget *parent = nullptr);

    void setHere(const Outcome &outcome);
    /// The handler's, for the same input.
    void setHandler(const Outcome &outcome);
    /// What is to be said in place of the handler's outcome: "not asked yet".
    void setHandlerNote(const QString &note);

private:
    struct Part
    {
        QLabel *status = nullptr;
        CodeView *view = nullptr;
    };
    Part makePart(const QString &name, const QString &title, CodeLanguage language);
    void show(const Part &part, const Outcome &outcome, const QStringList &lines, const QList<bool> &isMarked);
    void refresh();

    Part m_herePart;
    Part m_handlerPart;
    Outcome m_here;
    std::optional<Outcome> m_handler;
    QString m_note;
};

} // namespace thingsdesk
