package badezimmer.gateway.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import badezimmer.gateway.command.DeviceException;

/** Every failure of a REST call becomes a problem. */
public class ProblemMappers {

    @ServerExceptionMapper
    public Response device(DeviceException failure) {
        return Problem.of(failure);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure) {
        Response response = failure.getResponse();
        return response.hasEntity() || response.getStatus() < 400
                ? response
                : Problem.of(response.getStatus(), failure.getMessage());
    }
}
