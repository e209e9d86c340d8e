package wml.reports.chart;

import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;

/**
 * Graphics that draws nothing: all that charts have no need of throws, so that nothing gets lost
 * unseen. What is made of shapes and transforms is.
 */
abstract class UnsupportedGraphics extends Graphics2D {
  private static UnsupportedOperationException unsupported(String what) {
    return new UnsupportedOperationException("charts draw no " + what);
  }

  @Override
  public boolean drawImage(Image p0, AffineTransform p1, ImageObserver p2) {
    throw unsupported("images");
  }

  @Override
  public void drawImage(BufferedImage p0, BufferedImageOp p1, int p2, int p3) {
    throw unsupported("images");
  }

  @Override
  public void drawRenderedImage(RenderedImage p0, AffineTransform p1) {
    throw unsupported("images");
  }

  @Override
  public void drawRenderableImage(RenderableImage p0, AffineTransform p1) {
    throw unsupported("images");
  }

  @Override
  public void drawString(String p0, int p1, int p2) {
    throw unsupported("text");
  }

  @Override
  public void drawString(String p0, float p1, float p2) {
    throw unsupported("text");
  }

  @Override
  public void drawString(AttributedCharacterIterator p0, int p1, int p2) {
    throw unsupported("text");
  }

  @Override
  public void drawString(AttributedCharacterIterator p0, float p1, float p2) {
    throw unsupported("text");
  }

  @Override
  public void drawGlyphVector(GlyphVector p0, float p1, float p2) {
    throw unsupported("text");
  }

  @Override
  public boolean hit(Rectangle p0, Shape p1, boolean p2) {
    throw unsupported("hit");
  }

  @Override
  public GraphicsConfiguration getDeviceConfiguration() {
    throw unsupported("getDeviceConfiguration");
  }

  @Override
  public final void translate(int p0, int p1) {
    transform(AffineTransform.getTranslateInstance(p0, p1));
  }

  @Override
  public final void translate(double p0, double p1) {
    transform(AffineTransform.getTranslateInstance(p0, p1));
  }

  @Override
  public final void rotate(double p0) {
    transform(AffineTransform.getRotateInstance(p0));
  }

  @Override
  public final void rotate(double p0, double p1, double p2) {
    transform(AffineTransform.getRotateInstance(p0, p1, p2));
  }

  @Override
  public final void scale(double p0, double p1) {
    transform(AffineTransform.getScaleInstance(p0, p1));
  }

  @Override
  public final void shear(double p0, double p1) {
    transform(AffineTransform.getShearInstance(p0, p1));
  }

  @Override
  public Composite getComposite() {
    throw unsupported("getComposite");
  }

  @Override
  public FontRenderContext getFontRenderContext() {
    throw unsupported("text");
  }

  @Override
  public Graphics create() {
    throw unsupported("create");
  }

  @Override
  public void setPaintMode() {
    throw unsupported("setPaintMode");
  }

  @Override
  public void setXORMode(Color p0) {
    throw unsupported("setXORMode");
  }

  @Override
  public Font getFont() {
    throw unsupported("text");
  }

  @Override
  public FontMetrics getFontMetrics(Font p0) {
    throw unsupported("text");
  }

  @Override
  public final void clipRect(int p0, int p1, int p2, int p3) {
    clip(new Rectangle(p0, p1, p2, p3));
  }

  @Override
  public final void setClip(int p0, int p1, int p2, int p3) {
    setClip(new Rectangle(p0, p1, p2, p3));
  }

  @Override
  public void copyArea(int p0, int p1, int p2, int p3, int p4, int p5) {
    throw unsupported("copyArea");
  }

  @Override
  public final void drawLine(int p0, int p1, int p2, int p3) {
    draw(new Line2D.Double(p0, p1, p2, p3));
  }

  @Override
  public final void fillRect(int p0, int p1, int p2, int p3) {
    fill(new Rectangle(p0, p1, p2, p3));
  }

  @Override
  public void clearRect(int p0, int p1, int p2, int p3) {
    throw unsupported("clearRect");
  }

  @Override
  public void drawRoundRect(int p0, int p1, int p2, int p3, int p4, int p5) {
    throw unsupported("drawRoundRect");
  }

  @Override
  public void fillRoundRect(int p0, int p1, int p2, int p3, int p4, int p5) {
    throw unsupported("fillRoundRect");
  }

  @Override
  public void drawOval(int p0, int p1, int p2, int p3) {
    throw unsupported("drawOval");
  }

  @Override
  public void fillOval(int p0, int p1, int p2, int p3) {
    throw unsupported("fillOval");
  }

  @Override
  public void drawArc(int p0, int p1, int p2, int p3, int p4, int p5) {
    throw unsupported("drawArc");
  }

  @Override
  public void fillArc(int p0, int p1, int p2, int p3, int p4, int p5) {
    throw unsupported("fillArc");
  }

  @Override
  public void drawPolyline(int[] p0, int[] p1, int p2) {
    throw unsupported("drawPolyline");
  }

  @Override
  public void drawPolygon(int[] p0, int[] p1, int p2) {
    throw unsupported("drawPolygon");
  }

  @Override
  public void fillPolygon(int[] p0, int[] p1, int p2) {
    throw unsupported("fillPolygon");
  }

  @Override
  public boolean drawImage(Image p0, int p1, int p2, ImageObserver p3) {
    throw unsupported("images");
  }

  @Override
  public boolean drawImage(Image p0, int p1, int p2, int p3, int p4, ImageObserver p5) {
    throw unsupported("images");
  }

  @Override
  public boolean drawImage(Image p0, int p1, int p2, Color p3, ImageObserver p4) {
    throw unsupported("images");
  }

  @Override
  public boolean drawImage(Image p0, int p1, int p2, int p3, int p4, Color p5, ImageObserver p6) {
    throw unsupported("images");
  }

  @Override
  public boolean drawImage(
      Image p0, int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, ImageObserver p9) {
    throw unsupported("images");
  }

  @Override
  public boolean drawImage(
      Image p0,
      int p1,
      int p2,
      int p3,
      int p4,
      int p5,
      int p6,
      int p7,
      int p8,
      Color p9,
      ImageObserver p10) {
    throw unsupported("images");
  }
}
