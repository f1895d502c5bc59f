"""The pages about programmes, courses and certificates."""

from staffdev.training.offer.controllers.attendance import AttendanceController
from staffdev.training.offer.controllers.certificates import (
    CertificateController,
    CertificatesController,
    CourseCertificatesController,
)
from staffdev.training.offer.controllers.courses import CourseController, CoursesController
from staffdev.training.offer.controllers.enrolments import EnrolmentController, EnrolmentsController
from staffdev.training.offer.controllers.programme_facts import ProgrammeFactController, ProgrammeFactsController
from staffdev.training.offer.controllers.programmes import ProgrammeController, ProgrammesController
from staffdev.training.offer.controllers.sessions import SessionController, SessionsController
from staffdev.training.offer.controllers.verification import VerificationController

ROUTES = (
    ProgrammesController,
    ProgrammeController,
    ProgrammeFactsController,
    ProgrammeFactController,
    CoursesController,
    CourseController,
    SessionsController,
    SessionController,
    AttendanceController,
    EnrolmentsController,
    EnrolmentController,
    CourseCertificatesController,
    CertificatesController,
    CertificateController,
    VerificationController,
)
