// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace thingsdesk {

/// Composes a Cayenne LPP payload value by value: channel, type, numbers within the type's range.
class LppComposer final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LppComposer)
public:
    explicit LppComposer(QWidget *parent = nullptr);

    /// What stands there now; values are added behind it.
    void setPayload(const QByteArray &payload);

Q_SIGNALS:
    void payloadComposed(const QByteArray &payload);

private:
    void makeLayout();
    void showType();
    void append();
    void removeLast();

    QByteArray m_payload;
    QSpinBox *m_channel = nullptr;
    QComboBox *m_type = nullptr;
    QList<QLabel *> m_names; ///< of the parts
    QList<QDoubleSpinBox *> m_values;
    QPushButton *m_append = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace thingsdesk
