//! The memory of this process, where the system tells it.

/// Returns the bytes of memory that this process has.
#[cfg(target_os = "linux")]
pub(super) fn memory() -> Option<usize> {
    let told = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = told.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim()
        .strip_suffix("kB")?
        .trim()
        .parse::<usize>()
        .ok()
        .map(|kilobytes| kilobytes.saturating_mul(1024))
}

/// Returns nothing: other systems are asked in other ways.
#[cfg(not(target_os = "linux"))]
pub(super) fn memory() -> Option<usize> {
    None
}
