package dev.chatchannel.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /admin}: the administration page, the same for everybody; what it shows are answers to commands, which ask for the right. */
public final class AdminServlet extends HttpServlet {
    /** The page's file; its paths are relative to the root, and so is the address of this servlet. */
    public static final String PAGE = "/admin.html";

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.getRequestDispatcher(PAGE).forward(request, response);
    }
}
