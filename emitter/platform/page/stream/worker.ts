// The worker that reads the stream for all tabs of this browser, served as /stream.js.
import "../../../../catcher/page/stream/worker";
