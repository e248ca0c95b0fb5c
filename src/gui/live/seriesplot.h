// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/live/chartseries.h"

#include <QWidget>

class QCPAxis;
class QCPGraph;
class QCPItemTracer;
class QCustomPlot;

namespace thingsdesk {

/// Lines over time. The wheel zooms around the pointer, dragging moves, the pointer tells the nearest value; by
/// keyboard
/// +, −, arrows and 0. Two quantities have an axis each; more share one. Lines differ in colour, pattern and marks.
class SeriesPlot final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeriesPlot)
public:
    explicit SeriesPlot(QWidget *parent = nullptr);
    ~SeriesPlot() override;

    /// Keeps the zoom where the lines are the same as before.
    void setSeries(const QList<ChartSeries> &series);
    void resetZoom();
    bool isZoomed() const noexcept { return m_isZoomed; }
    bool savePng(const QString &file);
    bool saveSvg(const QString &file);

Q_SIGNALS:
    void valueHovered(const QString &text); ///< empty where the pointer is elsewhere

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpPlot();
    void makeGraphs();
    void styleGraph(QCPGraph &graph, int index) const;
    QCPAxis *axisOf(const ChartSeries &series) const;
    void fillGraphs();
    void fitAxes();
    void applyPalette();
    void hover(QPointF place);
    void zoom(double factor);
    void pan(double share);
    void describe();

    QCustomPlot *m_plot;
    QCPItemTracer *m_tracer;
    QList<ChartSeries> m_series;
    QList<QCPGraph *> m_graphs;
    QStringList m_quantities;
    bool m_isZoomed = false;
    bool m_fitting = false;
};

} // namespace thingsdesk
