package wml.reports.surface;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import wml.reports.figure.FigureFile;
import wml.reports.figure.FigureWriter;
import wml.reports.figure.Provenance;
import wml.reports.figure.Style;

final class GalleryTest {
  @Test
  void draw() throws Exception {
    Grid grid = SampleGrids.iozone("randomread", 512L << 20, 9e9);
    for (Style style : List.of(Style.COLUMN, Style.PAGE)) {
      FigureWriter writer =
          new FigureWriter(
              Path.of("target/figures/" + (int) style.width()), style, new Provenance("x."));
      writer.write(
          new SurfaceFigure(grid, new Look(false), "High random R/W performance"),
          EnumSet.allOf(FigureFile.class));
      Grid other = SampleGrids.iozone("randomread2", 512L << 20, 8e9);
      for (wml.reports.figure.Figure f :
          List.of(
              new HeatMapFigure(SampleGrids.iozone("read", 64L << 30, 9e9), new Look(true), "Read"),
              new SheetFigure(SampleGrids.sheet(64L << 30), new Look(false), "wml auto -a -g 64g"),
              new DeltaFigure(grid, other, List.of("ext4", "tmpfs"), true, "B against A"),
              new DeltaFigure(grid, other, List.of("ext4", "tmpfs"), false, "B against A"),
              new OverlayFigure(grid, other, List.of("ext4", "tmpfs"), new Look(false), "Both"))) {
        writer.write(f, EnumSet.allOf(FigureFile.class));
      }
    }
  }
}
