// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "gui/devices/devicecalls.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace thingsdesk {

class BannerPrompt;
class DeviceForm;
class DeviceReview;

/// The sheet beside the table in which a device is registered or edited: form, review, three versions. What goes wrong
/// is said in the page's banner, and the sheet stays as it was: nothing typed is lost.
class DeviceSheet final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceSheet)
public:
    DeviceSheet(const PageContext &context, BannerPrompt &prompt, QWidget *parent = nullptr);
    ~DeviceSheet() override;

    void openNew();
    /// Reads the device first.
    void openEdit(const DevId &devId);
    bool isOpen() const noexcept { return m_isOpen; }
    /// The device that is edited; empty for a new one.
    const DevId &devId() const noexcept { return m_devId; }
    /// See ApplicationPage::unsavedWork().
    QString unsavedWork() const;
    /// Closes and goes on with `then`, at once where nothing would be lost, else once the user agreed.
    void leave(const std::function<void()> &then);
    /// Why nothing can be written ("The access key lacks …"); empty = it can.
    void setLocked(const QString &reason);

Q_SIGNALS:
    void closed();
    void registered(const thingsdesk::Device &device);
    /// The last of a run of registrations, with all of them in their order.
    void registrationEnded(const QList<thingsdesk::Device> &devices);
    void saved(const thingsdesk::Device &before, const thingsdesk::Device &after);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Stage { Reading, Form, Review };

    void makeParts();
    QWidget *makeFooter();
    void setUpConnections();
    void show(Stage stage);
    void refreshButtons();
    void close();
    void read();
    void registerDevice(bool andNext);
    void deviceRegistered(const Device &device, bool andNext);
    void review();
    void save();
    void askForAddress();
    void fail(const Failure &failure, const std::function<void()> &again);

    const PageContext m_context;
    BannerPrompt &m_prompt;
    DevId m_devId;
    QList<Device> m_registered; ///< since the sheet was opened
    Stage m_stage = Stage::Form;
    bool m_isOpen = false;
    bool m_isBusy = false;
    QString m_lockReason;
    int m_opening = 0; ///< answers to an earlier opening are stale
    QLabel *m_title = nullptr;
    QToolButton *m_closeButton = nullptr;
    QStackedWidget *m_stack = nullptr;
    QLabel *m_reading = nullptr;
    QScrollArea *m_formArea = nullptr;
    DeviceForm *m_form = nullptr;
    DeviceReview *m_review = nullptr;
    QPushButton *m_backButton = nullptr;
    QPushButton *m_nextButton = nullptr;
    QPushButton *m_registerButton = nullptr;
    QPushButton *m_reviewButton = nullptr;
    QPushButton *m_saveButton = nullptr;
};

} // namespace thingsdesk
