import COpenBLAS

/// What there is of OpenBLAS, which every simulation needs: its version and the processor it is made for, or why it
/// cannot be loaded. It is loaded.
package var openBLASReport: String {
  openblas_load()
    ? String(cString: openblas_version()) : "not there: " + String(cString: openblas_failure())
}
