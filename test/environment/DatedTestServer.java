import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.net.InetSocketAddress;
import java.time.OffsetDateTime;

/** Temporal's time-skipping test server, its clock set to a date of one's choice: {@code <port> <instant>}. */
public final class DatedTestServer {
  public static void main(String[] arguments) throws Exception {
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    long start = OffsetDateTime.parse(arguments[1]).toInstant().toEpochMilli();
    var services = new TestServicesStarter(true, start);
    var builder = NettyServerBuilder.forAddress(address).maxInboundMessageSize(64 * 1024 * 1024);
    services.getServices().forEach(builder::addService);
    Server server = builder.build().start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.awaitTermination();
  }
}
