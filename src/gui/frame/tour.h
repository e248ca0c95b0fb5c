// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class QWidget;

namespace thingsdesk {

/// One step of the tour. `act` does it and is tried again until it says true (what it needs may not be there yet); then
/// `done` is asked until the step's outcome is seen.
struct TourStep
{
    QString name;
    std::function<bool()> act;
    std::function<bool()> done;
    QString picture;                ///< file name without its end; empty = none
    std::chrono::seconds limit{90}; ///< generous: it only ends what would never end
};

/// Goes through steps in the real window, without ever blocking it: prints a line a step, saves the pictures, and stops
/// at the first step that fails, with a picture of that too.
class Tour final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tour)
public:
    Tour(QWidget &window, QString folder, QList<TourStep> steps, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(bool ok);

private:
    void begin();
    void look();
    void endFailed();
    bool savePicture(const QString &name) const;

    QWidget &m_window;
    const QString m_folder;
    const QList<TourStep> m_steps;
    qsizetype m_at = 0;
    bool m_acted = false;
    QTimer m_looking;
    QElapsedTimer m_time;
};

} // namespace thingsdesk
