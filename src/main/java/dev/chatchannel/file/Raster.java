package dev.chatchannel.file;

import java.awt.image.BufferedImage;

/**
 * A picture in memory, as points of alpha, red, green and blue. Works without the drawing part of the toolkit, which needs more of the machine.
 *
 * @param points row by row
 */
record Raster(int width, int height, int[] points) {
    static Raster of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        return new Raster(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    }

    BufferedImage image(boolean opaque) {
        BufferedImage image = new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, points, 0, width);
        return image;
    }

    boolean isOpaque() {
        for (int point : points) {
            if (point >>> 24 != 255) return false;
        }
        return true;
    }

    /** Each point of the result is the mean of those it stands for. */
    Raster scaled(double scale) {
        int newWidth = Math.max(1, (int) Math.round(width * scale));
        int newHeight = Math.max(1, (int) Math.round(height * scale));
        if (newWidth == width && newHeight == height) return this;
        int[] made = new int[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            int top = (int) ((long) y * height / newHeight);
            int bottom = Math.max(top + 1, (int) ((long) (y + 1) * height / newHeight));
            for (int x = 0; x < newWidth; x++) {
                int left = (int) ((long) x * width / newWidth);
                int right = Math.max(left + 1, (int) ((long) (x + 1) * width / newWidth));
                made[y * newWidth + x] = mean(left, top, right, bottom);
            }
        }
        return new Raster(newWidth, newHeight, made);
    }

    /** Transparent points count for nothing but the transparency. */
    private int mean(int left, int top, int right, int bottom) {
        long alpha = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int point = points[y * width + x];
                int weight = point >>> 24;
                alpha += weight;
                red += (long) weight * (point >> 16 & 255);
                green += (long) weight * (point >> 8 & 255);
                blue += (long) weight * (point & 255);
            }
        }
        if (alpha == 0) return 0;
        int count = (right - left) * (bottom - top);
        return (int) ((alpha + count / 2) / count) << 24 | (int) (red / alpha) << 16 | (int) (green / alpha) << 8 | (int) (blue / alpha);
    }
}
